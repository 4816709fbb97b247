import { LOCALE } from '../say/locale.js';
import { word } from '../say/words.js';
import { colour } from '../shared/theme.js';

const EDGE = 16;
const TITLE = 16;
const SMALL = 11.5;
const HEAD = 52;
const FOOT = 30;
const SWATCH = 14;

const WHEN = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'medium' });

/**
 * Saves a chart as PNG, with what a reader needs to know drawn in: machine, signal, unit, time and
 * zone, and what the marks mean.
 * @param {HTMLCanvasElement} chart as it is on the page
 * @param {import('./kinds.js').Kind} kind
 * @param {{from: number, to: number}} window epoch milliseconds
 * @param {boolean} hasAnomalies
 */
export function savePicture(chart, kind, window, hasAnomalies) {
  const scale = devicePixelRatio;
  const canvas = document.createElement('canvas');
  canvas.width = chart.width + 2 * EDGE * scale;
  canvas.height = chart.height + (HEAD + FOOT) * scale;
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = colour('--surface');
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(chart, EDGE * scale, HEAD * scale);
  ctx.scale(scale, scale);
  const machine = document.querySelector('[data-machine]')?.dataset.machine ?? document.querySelector('h1').textContent.trim();
  text(ctx, `${machine} · ${kind.name}${kind.unit ? `, ${kind.unit}` : ''}`, EDGE, 24, `600 ${TITLE}px`, '--text');
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  text(ctx, word('picture.time', { from: WHEN.format(window.from), to: WHEN.format(window.to), zone }), EDGE, 42, `${SMALL}px`, '--muted');
  legend(ctx, kind, hasAnomalies, canvas.height / scale - 11);
  canvas.toBlob((blob) => download(blob, fileName(machine, kind.name, window)));
}

function text(ctx, words, x, y, font, name) {
  ctx.fillStyle = colour(name);
  ctx.font = `${font} ${getComputedStyle(document.body).fontFamily}`;
  ctx.textBaseline = 'alphabetic';
  ctx.fillText(words, x, y);
  return x + ctx.measureText(words).width;
}

function legend(ctx, kind, hasAnomalies, y) {
  const isScore = kind.type === 'score';
  const marks = [
    [isScore ? '--score' : '--line-signal', 2, word(isScore ? 'picture.highestScore' : 'picture.line')],
    !isScore && ['--line-band', 10, word('picture.band')],
    hasAnomalies && ['--anomalous-tint', 10, word('picture.anomalous')],
    kind.threshold !== null && ['--anomalous', 2, word('chart.threshold')],
  ].filter(Boolean);
  let x = EDGE;
  for (const [name, height, words] of marks) {
    ctx.fillStyle = colour(name);
    ctx.fillRect(x, y - 4 - height / 2, SWATCH, height);
    x = text(ctx, words, x + SWATCH + 6, y, `${SMALL}px`, '--muted') + 18;
  }
}

function fileName(machine, signal, { from }) {
  const at = new Date(from).toISOString().slice(0, 19).replaceAll(':', '');
  return `${machine}_${signal}_${at}Z.png`.replaceAll(/[^A-Za-z0-9._-]+/g, '-');
}

function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // the download has begun with the click, and keeps what it needs
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
