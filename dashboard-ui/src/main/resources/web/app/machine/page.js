import { AlarmFeed } from '../alarms/feed.js';
import { AlarmList } from '../alarms/list.js';
import { Connection } from '../live/connection.js';
import { Link } from '../live/link.js';
import { ChartGroup } from './charts.js';
import { Facts } from './facts.js';
import { HopStrip } from './hops.js';
import { Heading } from './heading.js';
import { History } from './history.js';
import { RangeChoice } from './range.js';
import { RangeNote } from './rangenote.js';

const POINTS = 1000;
const NEWEST_ALARMS = 5;
const QUICK = 200;
const SLOW = 1000;

/**
 * The page of one machine.
 * @param {HTMLElement} root
 */
export function openMachine(root) {
  const link = new Link();
  const history = new History();
  const heading = new Heading(root);
  const hops = new HopStrip(root.querySelector('#hops'), root.querySelector('#hops-note'));
  const facts = new Facts(root);
  const charts = new ChartGroup(root, history);
  const range = new RangeChoice(root.querySelector('#ranges'), () => watch());
  const note = new RangeNote(root.querySelector('#range-note'), range);
  const connection = new Connection(draw, (state) => {
    link.tell(state);
    hops.connected(state !== 'lost');
  });
  let machine = null;
  let isLoaded = false;
  openAlarms(root, link.notice);
  watch();
  move();

  function watch() {
    isLoaded = false;
    charts.loading();
    connection.ask({ type: 'watch', machine: root.dataset.machine, from: -range.span, points: POINTS });
  }

  function draw({ head, buckets }) {
    link.hear(head);
    if (head.machine) {
      machine = head.machine;
      charts.say(machine);
      heading.draw(machine);
      facts.draw(machine);
    }
    if (head.chart) {
      isLoaded ||= head.chart.reset === true;
      history.take(head.chart, buckets);
      charts.draw(window(), machine);
      sayIfEmpty();
    }
    if (machine) {
      hops.draw(machine, head.at, connection.roundTrip);
      heading.tick(connection.now());
    }
  }

  /** With time the last reading leaves the window, so this is asked when nothing arrives, too. */
  function sayIfEmpty() {
    if (isLoaded) {
      note.draw(history, window(), machine, connection.now());
    }
  }

  function window() {
    const now = connection.now();
    history.forget(now - range.span);
    return { from: now - range.span, to: now };
  }

  /** The window slides with time, also when nothing arrives. */
  function move() {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!document.hidden && machine) {
      charts.slide(window());
      sayIfEmpty();
      heading.tick(connection.now());
    }
    setTimeout(() => requestAnimationFrame(move), range.span <= 120_000 && !calm ? QUICK : SLOW);
  }
}

/** The machine's newest alarms. */
function openAlarms(root, notice) {
  const list = new AlarmList(root.querySelector('#machine-alarms'), (path, body) => feed.say(path, body));
  const feed = new AlarmFeed(
    () => new URLSearchParams({ machine: root.dataset.machine, limit: NEWEST_ALARMS }),
    (view) => list.draw(view),
    notice,
  );
}
