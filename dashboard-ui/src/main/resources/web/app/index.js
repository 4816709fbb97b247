import 'uplot/dist/uPlot.min.css';
import './style/tokens.css';
import './style/shell.css';
import './style/fleet.css';
import './style/machine.css';
import './style/rejected.css';
import './style/pipelines.css';
import { showZone, localiseTimes } from './say/time.js';
import { themeSwitch } from './shared/theme.js';

themeSwitch(document.getElementById('theme'));
showZone(document.getElementById('zone'));
localiseTimes(document);

switch (document.body.dataset.page) {
  case 'fleet':
    import('./fleet/page.js').then(({ openFleet }) => openFleet(document.getElementById('fleet')));
    break;
  case 'machine':
    import('./machine/page.js').then(({ openMachine }) => openMachine(document.getElementById('machine')));
    break;
  case 'pipelines':
    import('./pipelines/page.js').then(({ openPipelines }) => openPipelines(document.getElementById('pipelines')));
    break;
}
