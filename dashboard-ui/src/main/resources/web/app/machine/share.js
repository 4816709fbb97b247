import { rememberedName } from '../alarms/person.js';
import { say } from '../say/text.js';
import { word } from '../say/words.js';
import { send } from '../shared/call.js';
import { apiPath } from './path.js';

/**
 * The dialog that makes links: one for those who sign in, one for those who do not.
 * @param {string} machine `device/machine`
 * @param {import('./view.js').View} view
 * @returns {(machine: {signals: string[], names: Array<string | null>}) => void} offers its signals, when they are known or called anew
 */
export function openShare(machine, view) {
  const dialog = document.getElementById('share-dialog');
  const find = (name) => document.getElementById(name);
  const form = find('share-form');
  find('share').addEventListener('click', () => {
    view.keep();
    find('share-own').value = location.href;
    find('share-made').hidden = true;
    say(find('share-said'), '');
    form.elements.signal.value = '';
    dialog.showModal();
  });
  dialog.addEventListener('click', (event) => {
    const of = event.target.dataset?.copy;
    if (of) {
      copy(find(of), find('share-said'));
    }
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const made = await make(machine, view, form.elements);
      find('share-link').value = new URL(made.path, location.href).href;
      find('share-frame').hidden = made.embed === null;
      find('share-embed').value = made.embed === null ? '' : frame(new URL(made.embed, location.href).href, machine);
      find('share-made').hidden = false;
      say(find('share-said'), '');
    } catch (problem) {
      say(find('share-said'), problem.message);
    }
  });
  let offered = '';
  return ({ signals, names }) => {
    const known = JSON.stringify([signals, names]);
    if (known !== offered) {
      offered = known;
      const choice = form.elements.signal;
      const { value } = choice;
      choice.replaceChildren(choice.firstElementChild, ...signals.map((signal, i) => new Option(names[i] ?? signal, signal)));
      choice.value = value;
    }
  };
}

function make(machine, view, { signal, days }) {
  const time = view.past ? { from: Math.floor(view.past.from), to: Math.ceil(view.past.to) } : { rangeMs: Math.round(view.span) };
  const wish = { ...time, signal: signal.value || null, days: Number(days.value), by: rememberedName() };
  return send('POST', `${apiPath(machine)}/links`, wish);
}

function frame(address, machine) {
  const made = document.createElement('iframe');
  Object.assign(made, { src: address, title: machine, width: '640', height: '260', loading: 'lazy' });
  return made.outerHTML;
}

async function copy(field, said) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say(said, word('share.copied'));
  } catch {
    say(said, word('share.copyYourself')); // no clipboard without TLS: the field is selected
  }
}
