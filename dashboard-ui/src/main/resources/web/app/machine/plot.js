import { LOCALE } from '../say/locale.js';
import { word } from '../say/words.js';
import { colour } from '../shared/theme.js';

const LABEL = 11;
const LABEL_ROOM = 34;
const VALUES_WIDTH = 46;
const CURSOR = 'machine';
const BAR = 3;
/** Spans of the data within which a limit counts as near. */
const NEAR = 1.5;

/**
 * How uPlot draws a chart.
 * @param {import('./kinds.js').Kind} kind
 * @param {{size: {width: number, height: number}, window: () => {from: number, to: number}, spans: () => Array<[number, number]>, pointed: () => void}} chart
 */
export function plotOptions(kind, chart) {
  const line = colour(kind.type === 'score' ? '--score' : '--line-signal');
  const band = colour(kind.type === 'score' ? '--score-band' : '--line-band');
  return {
    ...chart.size,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: CURSOR }, drag: { setScale: false, x: false, y: false }, y: false, points: { size: 7, width: 1.5 } },
    scales: { x: { time: true, range: () => [chart.window().from / 1000, chart.window().to / 1000] }, y: { range: yRange(kind) } },
    axes: [timeAxis(), valueAxis()],
    series: [{}, hidden(), hidden(), { stroke: line, width: 1.5, points: { size: 4, show: isSparse } }],
    bands: [{ series: [2, 1], fill: band }],
    hooks: {
      drawClear: [(u) => fillSpans(u, chart.spans(), '--anomalous-tint', u.bbox.height)],
      draw: [
        (u) => fillSpans(u, chart.spans(), '--anomalous', BAR * devicePixelRatio),
        (u) => kind.threshold !== null && drawLimit(u, kind.threshold, word('chart.threshold')),
        (u) => kind.low !== null && drawLimit(u, kind.low, word('chart.low')),
        (u) => kind.high !== null && drawLimit(u, kind.high, word('chart.high')),
      ],
      setCursor: [() => chart.pointed()],
    },
  };
}

/** Times below a chart. */
export function timeAxis() {
  return axis({ space: 70, size: 26, values: timeLabels });
}

/** Values beside it. */
export function valueAxis() {
  return axis({ space: 28, size: VALUES_WIDTH });
}

function axis(more) {
  return {
    font: font(1),
    stroke: colour('--muted'),
    grid: { stroke: colour('--grid'), width: 1 },
    ticks: { show: false },
    gap: 6,
    ...more,
  };
}

/** The page's own font. */
function font(scale) {
  return `${LABEL * scale}px ${getComputedStyle(document.body).fontFamily}`;
}

function hidden() {
  return { stroke: 'transparent', width: 0, points: { show: false } };
}

/** Single readings far apart have no line between them: they are dots. */
function isSparse(u) {
  const known = u.data[3].filter((value) => value != null).length;
  const breaks = u.data[3].filter((value) => value === null).length;
  return known > 0 && known < (known + breaks) * 0.6;
}

/** By the data with some room, never flatter than its noise deserves. */
function yRange(kind) {
  if (kind.bounds) {
    return kind.bounds;
  }
  return (u, low, high) => {
    if (low === null) {
      return [0, 1];
    }
    const room = Math.max((high - low) * 0.12, Math.abs(high) * 0.002, 1e-9);
    // a limit that is near is shown; one far away would leave a flat line
    const near = (high - low) * NEAR + room;
    const least = kind.low !== null && kind.low > low - near ? Math.min(low, kind.low) : low;
    const most = kind.high !== null && kind.high < high + near ? Math.max(high, kind.high) : high;
    return [least - room, most + room];
  };
}

const HOUR_MINUTE = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const WITH_SECONDS = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

const WITH_PARTS = new Intl.DateTimeFormat(LOCALE, { minute: '2-digit', second: '2-digit', fractionalSecondDigits: 1, hourCycle: 'h23' });
/** From a day on there is no time of day to say. */
const LONG = 86_400;
const DAY = new Intl.DateTimeFormat(LOCALE, { day: '2-digit', month: 'short' });

/** Local time; the day at midnight. */
function label(seconds, step) {
  const at = new Date(seconds * 1000);
  if (step >= LONG) {
    return at.getMonth() === 0 && at.getDate() === 1 ? String(at.getFullYear()) : DAY.format(at);
  }
  if (step >= 60 && at.getHours() === 0 && at.getMinutes() === 0) {
    return DAY.format(at);
  }
  return (step < 1 ? WITH_PARTS : step < 60 ? WITH_SECONDS : HOUR_MINUTE).format(at);
}

function timeLabels(u, splits, axisIndex, space, step) {
  // the last label would be cut off at the edge
  const edge = u.width - VALUES_WIDTH - LABEL_ROOM;
  return splits.map((seconds) => (u.valToPos(seconds, 'x') > edge ? null : label(seconds, step)));
}

/** Anomalous stretches: a tint behind the curve, and a bar on top for those who see no tint. */
function fillSpans(u, spans, name, height) {
  const { left, top, width } = u.bbox;
  u.ctx.save();
  u.ctx.fillStyle = colour(name);
  for (const [from, to] of spans) {
    const begin = Math.max(left, u.valToPos(from / 1000, 'x', true));
    const end = Math.min(left + width, u.valToPos(to / 1000, 'x', true));
    if (end >= left && begin <= left + width) {
      u.ctx.fillRect(begin, top, Math.max(end - begin, devicePixelRatio), height);
    }
  }
  u.ctx.restore();
}

/** A dashed line with its name, where it is in view; below the upper edge the name stands under it. */
function drawLimit(u, limit, name) {
  const { left, top, width, height } = u.bbox;
  const y = Math.round(u.valToPos(limit, 'y', true)) + 0.5;
  if (y < top || y > top + height) {
    return;
  }
  const ctx = u.ctx;
  ctx.save();
  ctx.strokeStyle = colour('--anomalous');
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.fillStyle = colour('--anomalous');
  ctx.font = font(devicePixelRatio);
  ctx.textAlign = 'left';
  const isAtTop = y - top < (LABEL + 4) * devicePixelRatio;
  ctx.textBaseline = isAtTop ? 'top' : 'bottom';
  ctx.fillText(name, left + 4 * devicePixelRatio, y + (isAtTop ? 2 : -2) * devicePixelRatio);
  ctx.restore();
}
