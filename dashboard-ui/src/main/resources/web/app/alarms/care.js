import { say } from '../say/text.js';
import { word } from '../say/words.js';
import { rememberName } from './person.js';

/** Gives an alarm to somebody, lets it wait, and says something about it. */
export class CareForm {
  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} by where the person's name stands
   * @param {(what: string, body: object, method?: string) => Promise<void>} send
   */
  constructor(form, by, send) {
    this.fields = form.elements;
    this.by = by;
    this.said = form.querySelector('.care-said');
    this.send = send;
    this.isTouched = false;
    const button = (what) => form.querySelector(`[data-care="${what}"]`);
    this.shelve = button('shelve');
    this.back = button('return');
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#assign(this.fields.to.value.trim());
    });
    this.fields.to.addEventListener('input', () => {
      this.isTouched = true;
    });
    button('mine').addEventListener('click', () => this.#assign(this.by.value.trim()));
    this.shelve.addEventListener('click', () => this.#wait(Date.now() + Number(this.fields.wait.value)));
    this.back.addEventListener('click', () => this.#wait(undefined));
    button('comment').addEventListener('click', () => this.#comment());
  }

  /** @param {object} alarm */
  draw({ assigned, shelved }) {
    const { to } = this.fields;
    if (!this.isTouched && to !== document.activeElement && to.value !== (assigned?.to ?? '')) {
      to.value = assigned?.to ?? '';
    }
    this.shelve.hidden = shelved !== undefined;
    this.back.hidden = shelved === undefined;
    this.fields.wait.closest('label').hidden = shelved !== undefined;
  }

  #assign(to) {
    return this.#say('assignment', { to }, 'PUT', () => {
      this.isTouched = false;
    });
  }

  #wait(until) {
    const { words } = this.fields;
    return this.#say('shelving', { until: until && String(until), comment: words.value.trim() }, 'PUT', () => {
      words.value = '';
    });
  }

  #comment() {
    const { words } = this.fields;
    return this.#say('comments', { comment: words.value.trim() }, 'POST', () => {
      words.value = '';
    });
  }

  async #say(what, body, method, done) {
    const by = this.by.value.trim();
    if (by === '') {
      this.by.setCustomValidity(word('alarm.whoAreYou'));
      this.by.reportValidity();
      this.by.setCustomValidity('');
      return;
    }
    if (!this.by.readOnly) {
      rememberName(by);
    }
    say(this.said, word('alarm.saving'));
    try {
      await this.send(what, { ...body, by }, method);
      done();
      say(this.said, word('alarm.saved'));
    } catch (problem) {
      say(this.said, problem.message);
    }
  }
}
