const MOVED = 4;
const WHEEL = 0.002;
const STEP = 1.5;
const TURN = 0.25;

/**
 * What mouse, touch pad and fingers do to the view, in parts of its width.
 * @param {HTMLElement} plot
 * @param {() => DOMRect | undefined} area where the curves are
 * @param {import('./view.js').View} view
 */
export function listenToPlot(plot, area, view) {
  const fingers = new Map();
  let isDrag = false;
  const part = (x) => Math.min(1, Math.max(0, (x - area().left) / area().width));

  plot.addEventListener('pointerdown', (event) => {
    if (event.button === 0 && area()) {
      // the chart library's handling of the mouse keeps a click from doing so
      plot.focus({ preventScroll: true });
      fingers.set(event.pointerId, event.clientX);
      isDrag = fingers.size > 1;
    }
  });
  plot.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined || (!isDrag && Math.abs(event.clientX - before) < MOVED)) {
      return;
    }
    isDrag = true;
    plot.setPointerCapture(event.pointerId);
    plot.classList.add('dragged');
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    fingers.set(event.pointerId, event.clientX);
    if (other === undefined) {
      view.pan((before - event.clientX) / area().width);
    } else if (Math.abs(event.clientX - other) > MOVED) {
      view.zoom(Math.abs(before - other) / Math.abs(event.clientX - other), part((other + event.clientX) / 2));
    }
  });
  const ended = (event) => {
    fingers.delete(event.pointerId);
    plot.classList.toggle('dragged', fingers.size > 0);
  };
  plot.addEventListener('pointerup', ended);
  plot.addEventListener('pointercancel', ended);
  plot.addEventListener('dblclick', () => view.live());
  plot.addEventListener('wheel', (event) => wheel(event, plot, area, part, view), { passive: false });
}

/** The page scrolls with the wheel, so a chart zooms with it only when it was clicked, or with Ctrl, as a pinch comes. */
function wheel(event, plot, area, part, view) {
  if (!area()) {
    return;
  }
  if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    event.preventDefault();
    view.pan(event.deltaX / area().width);
  } else if (event.ctrlKey || event.metaKey || document.activeElement === plot) {
    event.preventDefault();
    view.zoom(Math.exp(event.deltaY * WHEEL), part(event.clientX));
  }
}

/**
 * Keys of the whole page: + and − zoom, Shift and an arrow move, L or End is live again.
 * @param {import('./view.js').View} view
 */
export function listenToKeys(view) {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) {
      return;
    }
    const middle = view.past ? 0.5 : 1;
    const does = {
      '+': () => view.zoom(1 / STEP, middle),
      '=': () => view.zoom(1 / STEP, middle),
      '-': () => view.zoom(STEP, middle),
      l: () => view.live(),
      L: () => view.live(),
      End: view.past && (() => view.live()),
      ArrowLeft: event.shiftKey && (() => view.pan(-TURN)),
      ArrowRight: event.shiftKey && (() => view.pan(TURN)),
    }[event.key];
    if (does) {
      event.preventDefault();
      does();
    }
  });
}
