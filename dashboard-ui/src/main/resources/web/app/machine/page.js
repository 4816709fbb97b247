import { AlarmFeed } from '../alarms/feed.js';
import { AlarmList } from '../alarms/list.js';
import { Connection } from '../live/connection.js';
import { Link } from '../live/link.js';
import { MaintenancePanel } from '../maintenance/panel.js';
import { clock } from '../say/time.js';
import { word } from '../say/words.js';
import { ChartGroup } from './charts.js';
import { EventStrip } from './events.js';
import { openExport } from './export.js';
import { Facts } from './facts.js';
import { listenToKeys } from './gestures.js';
import { Heading } from './heading.js';
import { History } from './history.js';
import { HopStrip } from './hops.js';
import { DescribeForm } from './describe.js';
import { Looking } from './looking.js';
import { NoteDialog } from './note.js';
import { ModulePanel } from './module.js';
import { Past } from './past.js';
import { RangeChoice } from './range.js';
import { RangeNote } from './rangenote.js';
import { openShare } from './share.js';
import { ChartTable } from './table.js';
import { View } from './view.js';

const CALM = 150;
const NEWEST_ALARMS = 5;
const QUICK = 200;
const SLOW = 1000;

/**
 * The page of one machine.
 * @param {HTMLElement} root
 */
export function openMachine(root) {
  let connection = null;
  let machine = null;
  let isLoaded = false;
  let watched = 0;
  let asking = 0;
  let settling = 0;
  const link = new Link();
  const history = new History();
  const heading = new Heading(root);
  const hops = new HopStrip(root.querySelector('#hops'), root.querySelector('#hops-note'));
  const facts = new Facts(root);
  const view = new View(() => connection?.now() ?? Date.now(), changed);
  const charts = new ChartGroup(root, view);
  const table = new ChartTable(root.querySelector('#table'), () => charts.shown());
  const range = new RangeChoice(root.querySelector('#ranges'), view);
  const looking = new Looking(root.querySelector('#looking'), root.querySelector('#looking-said'), view);
  const past = new Past(root.dataset.machine, drawPast, (text) => link.notice.say('history', text));
  const note = new RangeNote(root.querySelector('#range-note'), range);
  connection = new Connection(draw, (state) => {
    link.tell(state);
    hops.connected(state !== 'lost');
  });
  openAlarms(root, link.notice);
  openMaintenance(root, link.notice);
  openExport(document.getElementById('export'), root.dataset.machine, () => view.window());
  openCompare(document.getElementById('compare'), root.dataset.machine, view);
  const offerToShare = openShare(root.dataset.machine, view);
  const notes = new NoteDialog(root.dataset.machine, view, () => events.ask(0));
  const events = new EventStrip(root.querySelector('#events'), root.dataset.machine, view, (note) => notes.open(note));
  const module = new ModulePanel(root, link.notice);
  const describe = new DescribeForm(root, () => module.look());
  listenToKeys(view);
  show();
  move();

  function changed() {
    show();
    clearTimeout(settling);
    settling = setTimeout(() => view.keep(), CALM);
  }

  /** What is drawn stays until what is shown now has come; what is asked for is asked when it is calm. */
  function show() {
    range.draw();
    looking.draw();
    charts.slide(window());
    events.ask();
    if (view.past) {
      charts.loading();
      past.ask(view.past, charts.points());
      note.hide();
    } else {
      past.leave();
      link.notice.say('history', '');
      if (isLoaded && watched === view.span) {
        charts.draw(history, window(), machine);
        sayIfEmpty();
      }
    }
    if (watched !== view.span) {
      watch();
    }
  }

  /** The live view is watched also while looking back. */
  function watch() {
    isLoaded = false;
    watched = view.span;
    if (!view.past) {
      charts.loading();
    }
    clearTimeout(asking);
    asking = setTimeout(ask, machine ? CALM : 0);
  }

  function ask() {
    connection.ask({ type: 'watch', machine: root.dataset.machine, from: -watched, points: charts.points() });
  }

  function drawPast(found, kept) {
    if (view.past) {
      charts.draw(found, view.past, machine);
      table.draw();
      looking.draw(found, kept);
    }
  }

  function draw({ head, buckets }) {
    link.hear(head);
    if (head.machine) {
      machine = head.machine;
      if (charts.say(machine)) {
        table.draw();
      }
      heading.draw(machine);
      facts.draw(machine);
      describe.signals(machine);
      offerToShare(machine);
    }
    if (head.chart) {
      isLoaded ||= head.chart.reset === true;
      history.take(head.chart, buckets);
      history.forget(connection.now() - view.span);
      if (!view.past) {
        charts.draw(history, window(), machine);
        sayIfEmpty();
      }
    }
    if (machine) {
      hops.draw(machine, head.at, connection.roundTrip);
      heading.tick(connection.now());
    }
  }

  /** With time the last reading leaves the window, so this is asked when nothing arrives, too. */
  function sayIfEmpty() {
    if (isLoaded && !view.past) {
      note.draw(history, window(), machine, connection.now());
    }
  }

  function window() {
    return view.window();
  }

  /** The window slides with time, also when nothing arrives. */
  function move() {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!document.hidden && machine) {
      if (!view.past) {
        charts.slide(window());
        events.slide();
      }
      sayIfEmpty();
      heading.tick(connection.now());
    }
    setTimeout(() => requestAnimationFrame(move), view.span <= 120_000 && !calm ? QUICK : SLOW);
  }
}

/** Leads to the page that compares, at the time that is shown here. @param {HTMLAnchorElement} link */
function openCompare(link, machine, view) {
  const follow = () => {
    const query = new URLSearchParams({ machine, ...view.address() });
    link.href = `/compare?${query}`;
  };
  follow();
  link.addEventListener('pointerdown', follow);
  link.addEventListener('focus', follow);
}

/** The machine's newest alarms. */
function openAlarms(root, notice) {
  const list = new AlarmList(root.querySelector('#machine-alarms'), (path, body, method) => feed.say(path, body, method));
  const feed = new AlarmFeed(
    () => new URLSearchParams({ machine: root.dataset.machine, state: 'any', limit: NEWEST_ALARMS }),
    (view) => list.draw(view),
    notice,
  );
}

/** Maintenance of the machine; that it is running is said at the top. */
function openMaintenance(root, notice) {
  const place = root.querySelector('#under-maintenance');
  new MaintenancePanel(root.querySelector('#maintenance'), notice, (running) => {
    place.hidden = running === undefined;
    place.textContent = running ? `${word('maintenance.until', { time: clock(running.to) })} ${running.reason ?? ''}` : '';
  });
}
