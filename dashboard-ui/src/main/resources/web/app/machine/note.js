import { rememberedName, rememberName } from '../alarms/person.js';
import { say } from '../say/text.js';
import { word } from '../say/words.js';
import { send } from '../shared/call.js';
import { apiPath } from './path.js';

/** The dialog in which a person writes a comment at a time. */
export class NoteDialog {
  /**
   * @param {string} machine `device/machine`
   * @param {import('./view.js').View} view
   * @param {() => void} written
   */
  constructor(machine, view, written) {
    this.path = `${apiPath(machine)}/notes`;
    this.view = view;
    this.written = written;
    this.dialog = document.getElementById('note-dialog');
    this.form = document.getElementById('note-form');
    this.said = document.getElementById('note-said');
    document.getElementById('note').addEventListener('click', () => this.open());
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
  }

  /** @param {object} [note] one that is changed; else a new one in the middle of what is shown */
  open(note = undefined) {
    const { from, to, by, comment } = this.form.elements;
    const window = this.view.window();
    const at = this.view.past ? (window.from + window.to) / 2 : window.to;
    this.note = note;
    from.value = local(note?.from ?? at);
    to.value = note && note.to - note.from > 1 ? local(note.to) : '';
    [from, to].forEach((field) => (field.readOnly = note !== undefined));
    comment.value = note?.comment ?? '';
    if (!by.readOnly) {
      by.value = note?.by ?? rememberedName();
    }
    say(this.said, note ? word('note.change') : '');
    this.dialog.showModal();
  }

  async #send() {
    const { from, to, by, comment } = this.form.elements;
    const time = this.note ? { from: this.note.from, to: this.note.to } : { from: Date.parse(from.value), to: to.value ? Date.parse(to.value) : null };
    try {
      if (!by.readOnly) {
        rememberName(by.value.trim());
      }
      await send('POST', this.path, { ...time, comment: comment.value.trim(), by: by.value.trim() });
      this.dialog.close();
      this.written();
    } catch (problem) {
      say(this.said, problem.message);
    }
  }
}

/** As a field for local time has it, to the second. */
function local(time) {
  const at = new Date(time);
  return new Date(at - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
