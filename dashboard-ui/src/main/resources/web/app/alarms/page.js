import { Notice } from '../live/notice.js';
import { MaintenancePanel } from '../maintenance/panel.js';
import { whole } from '../say/number.js';
import { say } from '../say/text.js';
import { showEndpoints } from './endpoints.js';
import { AlarmFeed } from './feed.js';
import { AlarmFilter } from './filter.js';
import { AlarmList } from './list.js';
import { counted } from '../say/words.js';

const PAGE = 50;
const MOST = 1000;

/**
 * The page of alarms.
 * @param {HTMLElement} root
 */
export function openAlarms(root) {
  let limit = PAGE;
  const more = root.querySelector('#more');
  const filter = new AlarmFilter(root.dataset.me, () => {
    limit = PAGE;
    link();
    feed.look();
  });
  const notice = new Notice();
  const list = new AlarmList(root, (path, body, method) => feed.say(path, body, method));
  link();
  const feed = new AlarmFeed(query, draw, notice);
  new MaintenancePanel(root.querySelector('#maintenance'), notice);
  showEndpoints(root.querySelector('#notifications'), notice);
  more.addEventListener('click', () => {
    limit = Math.min(MOST, limit + PAGE);
    feed.look();
  });

  function query() {
    const wanted = filter.query();
    wanted.set('limit', limit);
    return wanted;
  }

  function draw(view) {
    list.draw(view);
    more.hidden = view.matched <= view.alarms.length || limit === MOST;
    root.querySelector('#no-alarms').hidden = view.matched > 0;
    const matched = counted('alarms.matched', view.matched, { open: whole(view.open) });
    say(root.querySelector('#matched'), view.shelved ? `${matched}, ${counted('alarms.shelved', view.shelved)}` : matched);
  }

  /** The export is of the machine that is looked at. */
  function link() {
    const machine = filter.query().get('machine');
    const only = machine ? `&machine=${encodeURIComponent(machine)}` : '';
    root.querySelector('#export-csv').href = `/api/labels?format=csv${only}`;
    root.querySelector('#export-json').href = `/api/labels?format=json${only}`;
  }
}
