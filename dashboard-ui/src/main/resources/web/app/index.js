import 'uplot/dist/uPlot.min.css';
import './style/tokens.css';
import './style/shell.css';
import './style/fleet.css';
import './style/machine.css';
import './style/rejected.css';
import './style/pipelines.css';
import './style/alarms.css';
import './style/models.css';
import { showZone, localiseTimes } from './say/time.js';
import { languageChoice } from './shared/language.js';
import { themeSwitch } from './shared/theme.js';
import { showAlarmCount } from './alarms/count.js';

languageChoice(document.querySelectorAll('[data-language]'));
themeSwitch(document.getElementById('theme'));
showZone(document.getElementById('zone'));
localiseTimes(document);
showAlarmCount(document.getElementById('alarm-count'));
// on a phone the navigation is wider than the screen
document.querySelector('.nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

switch (document.body.dataset.page) {
  case 'fleet':
    import('./fleet/page.js').then(({ openFleet }) => openFleet(document.getElementById('fleet')));
    break;
  case 'machine':
    import('./machine/page.js').then(({ openMachine }) => openMachine(document.getElementById('machine')));
    break;
  case 'alarms':
    import('./alarms/page.js').then(({ openAlarms }) => openAlarms(document.getElementById('alarms')));
    break;
  case 'models':
    import('./models/page.js').then(({ openModels }) => openModels(document.getElementById('models')));
    break;
  case 'model':
    import('./models/model.js').then(({ openModel }) => openModel(document.getElementById('model')));
    break;
  case 'pipelines':
    import('./pipelines/page.js').then(({ openPipelines }) => openPipelines(document.getElementById('pipelines')));
    break;
}
