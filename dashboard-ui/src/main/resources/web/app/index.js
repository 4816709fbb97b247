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
import { lost, ready } from './shared/ready.js';
import { themeSwitch } from './shared/theme.js';
import { openFleet } from './fleet/page.js';
import { openMachine } from './machine/page.js';
import { showAlarmCount } from './alarms/count.js';
import { showHubWarning } from './hub/warning.js';

/** Where the page is not in an element of its own name. */
const PLACES = { embed: 'shared' };

languageChoice(document.querySelectorAll('[data-language]'));
localiseTimes(document);
// a wall screen and a link's pages have no navigation
whereThere('theme', themeSwitch);
whereThere('zone', showZone);
whereThere('alarm-count', showAlarmCount);
whereThere('hub', showHubWarning);
// on a phone the navigation is wider than the screen
document.querySelector('.nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

openPage(document.body.dataset.page).then(ready, lost);

/**
 * What the page's own script does; some pages need none. Those that are opened most come with this script,
 * so that what they bring along is in the first thing that is painted; a click leads to the others.
 * @param {string | undefined} page
 */
async function openPage(page) {
  const place = document.getElementById(PLACES[page] ?? page);
  switch (page) {
    case 'fleet':
      return openFleet(place);
    case 'machine':
      return openMachine(place);
    case 'alarms':
      return (await import('./alarms/page.js')).openAlarms(place);
    case 'models':
      return (await import('./models/page.js')).openModels(place);
    case 'model':
      return (await import('./models/model.js')).openModel(place);
    case 'compare':
      return (await import('./compare/page.js')).openCompare(place);
    case 'shared':
    case 'embed':
      return (await import('./link/page.js')).openLink(place);
    case 'pipelines':
      return (await import('./pipelines/page.js')).openPipelines(place);
    case 'audit':
      return (await import('./audit/page.js')).openAudit(place);
    case 'kiosk':
      return (await import('./kiosk/page.js')).openKiosk(place);
    default:
      return undefined;
  }
}

/** @param {string} id @param {(place: HTMLElement) => void} open */
function whereThere(id, open) {
  const place = document.getElementById(id);
  if (place) {
    open(place);
  }
}
