import { say } from '../say/text.js';
import { rememberedName, rememberName } from './person.js';
import { word } from '../say/words.js';

/**
 * What a person says about an alarm. The fields follow what was said last, until somebody begins to
 * write; then they are that person's until they are sent.
 */
export class LabelForm {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement} acknowledge
   * @param {(what: 'label' | 'acknowledgement', body: object) => Promise<void>} send
   */
  constructor(form, acknowledge, send) {
    this.form = form;
    this.fields = form.elements;
    this.said = form.querySelector('.alarm-said');
    this.send = send;
    this.isTouched = false;
    form.addEventListener('input', () => {
      this.isTouched = true;
      say(this.said, '');
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#label();
    });
    acknowledge.addEventListener('click', () => this.#acknowledge());
  }

  /** @param {object | undefined} label what was said last */
  draw(label) {
    if (this.isTouched) {
      return;
    }
    for (const choice of this.fields.label) {
      choice.checked = choice.value === label?.label;
    }
    set(this.fields.component, label?.component ?? '');
    set(this.fields.comment, label?.comment ?? '');
    if (!this.fields.by.readOnly) {
      set(this.fields.by, rememberedName());
    }
  }

  #label() {
    const { label, component, comment } = this.fields;
    return this.#say('label', { label: label.value, component: component.value, comment: comment.value });
  }

  #acknowledge() {
    if (this.fields.by.value.trim() === '') {
      this.fields.by.setCustomValidity(word('alarm.whoAreYou'));
      this.fields.by.reportValidity();
      this.fields.by.setCustomValidity('');
      return undefined;
    }
    return this.#say('acknowledgement', {});
  }

  async #say(what, body) {
    const by = this.fields.by.value.trim();
    if (!this.fields.by.readOnly) {
      rememberName(by);
    }
    say(this.said, word('alarm.saving'));
    try {
      if (what === 'label') {
        this.isTouched = false;
      }
      await this.send(what, { ...body, by });
      say(this.said, word('alarm.saved'));
    } catch (problem) {
      this.isTouched = true;
      say(this.said, problem.message);
    }
  }
}

function set(field, value) {
  if (field.value !== value && field !== document.activeElement) {
    field.value = value;
  }
}
