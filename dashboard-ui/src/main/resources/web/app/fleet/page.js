import { Connection } from '../live/connection.js';
import { Link } from '../live/link.js';
import { Chosen } from './chosen.js';
import { Filter } from './filter.js';
import { RowList } from './rows.js';
import { Summary } from './summary.js';
import { whole } from '../say/number.js';
import { clock } from '../say/time.js';
import { counted, word } from '../say/words.js';

/**
 * The fleet page: the server filters and sorts, and sends the rows that are seen.
 * @param {HTMLElement} root
 */
export function openFleet(root) {
  const link = new Link();
  const filter = new Filter(root, () => {
    list.restart();
    ask();
  });
  const summary = new Summary(root);
  const list = new RowList(root, () => ask(), () => connection.now(), new Chosen(root));
  const connection = new Connection(({ head }) => draw(head), (state) => link.tell(state));
  ask();
  setInterval(() => list.tick(), 1000);

  function ask() {
    connection.ask({ type: 'fleet', text: filter.text, conditions: filter.conditions, site: filter.site, sort: filter.sort.wire, ...list.window() });
  }

  function draw(head) {
    link.hear(head);
    const { fleet } = head;
    if (!fleet) {
      return;
    }
    link.notice.say('gateway', silence(fleet.summary));
    summary.draw(fleet.summary);
    filter.offer(fleet.summary.sites);
    root.dataset.sites = fleet.summary.sites.length > 0;
    list.draw(fleet);
    drawCount(root, fleet, filter);
  }
}

/** One notice for all machines that a silent gateway leaves without news. */
function silence({ silence: silent, machines }) {
  if (!silent) {
    return '';
  }
  const values = { time: clock(silent.since), count: whole(silent.machines), machines: whole(machines) };
  return word(silent.machines === machines ? 'fleet.silent' : 'fleet.silentFor', values);
}

function drawCount(root, { summary, matched }, filter) {
  const none = summary.machines === 0;
  root.querySelector('#table').hidden = none || matched === 0;
  root.querySelector('#nothing').hidden = !none;
  root.querySelector('#no-match').hidden = none || matched > 0;
  const text = filter.isSet() ? word('fleet.matchedOf', { count: whole(matched), machines: whole(summary.machines) }) : counted('fleet.matched', matched);
  const place = root.querySelector('#matched');
  if (place.textContent !== text) {
    place.textContent = none ? '' : text;
  }
}
