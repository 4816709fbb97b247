import 'uplot/dist/uPlot.min.css';
import './style/tokens.css';
import './style/shell.css';
import './style/fleet.css';
import './style/machine.css';
import './style/module.css';
import './style/rejected.css';
import './style/pipelines.css';
import './style/alarms.css';
import './style/models.css';
import './style/kiosk.css';
import './style/link.css';
import './style/audit.css';
import './style/compare.css';
import { showZone, localiseTimes } from './say/time.js';
import { languageChoice } from './shared/language.js';
import { themeSwitch } from './shared/theme.js';
import { showAlarmCount } from './alarms/count.js';
import { showHubWarning } from './hub/warning.js';

languageChoice(document.querySelectorAll('[data-language]'));
localiseTimes(document);
// a wall screen and a link's pages have no navigation
whereThere('theme', themeSwitch);
whereThere('zone', showZone);
whereThere('alarm-count', showAlarmCount);
whereThere('hub', showHubWarning);
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
  case 'compare':
    import('./compare/page.js').then(({ openCompare }) => openCompare(document.getElementById('compare')));
    break;
  case 'shared':
  case 'embed':
    import('./link/page.js').then(({ openLink }) => openLink(document.getElementById('shared')));
    break;
  case 'pipelines':
    import('./pipelines/page.js').then(({ openPipelines }) => openPipelines(document.getElementById('pipelines')));
    break;
  case 'audit':
    import('./audit/page.js').then(({ openAudit }) => openAudit(document.getElementById('audit')));
    break;
  case 'kiosk':
    import('./kiosk/page.js').then(({ openKiosk }) => openKiosk(document.getElementById('kiosk')));
    break;
}

/** @param {string} id @param {(place: HTMLElement) => void} open */
function whereThere(id, open) {
  const place = document.getElementById(id);
  if (place) {
    open(place);
  }
}
