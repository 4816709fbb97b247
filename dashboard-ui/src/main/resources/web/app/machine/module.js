import { offerName, rememberName } from '../alarms/person.js';
import { whole } from '../say/number.js';
import { say } from '../say/text.js';
import { ago } from '../say/time.js';
import { word } from '../say/words.js';
import { send } from '../shared/call.js';
import { poll } from '../shared/poll.js';
import { CommandList } from './commands.js';
import { apiPath } from './path.js';

const EVERY = 1500;
const SETTINGS = ['intervalMs', 'batchSize', 'flushMs'];
const SHOWN_HASH = 12;

/** What is asked of the machine's modules, and what they say to use. */
export class ModulePanel {
  /**
   * @param {HTMLElement} root
   * @param {import('../live/notice.js').Notice} notice
   */
  constructor(root, notice) {
    const find = (id) => root.querySelector(`#${id}`);
    this.path = apiPath(root.dataset.machine);
    this.note = find('module-note');
    this.alone = find('module-alone');
    this.said = find('module-said');
    this.asker = find('asker');
    this.settings = find('settings');
    this.models = find('use-models');
    this.fault = find('fault');
    this.list = new CommandList(find('commands'), find('no-commands'));
    if (this.settings) {
      this.#listen(find);
    }
    /** Asks at once how far everything is. */
    this.look = poll(`${this.path}/module`, EVERY, notice, (view) => this.#draw(view), 'module');
  }

  #listen(find) {
    if (this.asker) {
      offerName(this.asker);
    }
    this.settings.addEventListener('submit', (event) => this.#submit(event, () => this.#changed()));
    this.models.addEventListener('submit', (event) =>
      this.#submit(event, () => ({ action: 'models', sha256: this.models.elements.sha256.value })),
    );
    this.fault.addEventListener('submit', (event) =>
      this.#submit(event, () => {
        const { fault, severity } = this.fault.elements;
        return { action: 'injectFault', fault: fault.value, severity: Number(severity.value) };
      }),
    );
    find('clear-fault').addEventListener('click', () => this.#ask({ action: 'clearFault' }));
    find('ping').addEventListener('click', () => this.#ask({ action: 'ping' }));
  }

  #submit(event, body) {
    event.preventDefault();
    const asked = body();
    if (asked) {
      this.#ask(asked);
    } else {
      say(this.said, word('module.nothingChanged'));
    }
  }

  /** What differs from what is asked, or in use. */
  #changed() {
    const body = {};
    for (const name of SETTINGS) {
      const { value } = this.settings.elements[name];
      if (value !== '' && value !== this.#shown(name)) {
        body[name] = Number(value);
      }
    }
    return Object.keys(body).length === 0 ? null : { action: 'settings', ...body };
  }

  #shown(name) {
    const value = this.twin?.asked[name] ?? this.twin?.inUse[name];
    return value === undefined ? '' : String(value);
  }

  async #ask(body) {
    const by = this.asker?.value.trim();
    if (by === '') {
      this.asker.setCustomValidity(word('module.sayWho'));
      this.asker.reportValidity();
      this.asker.setCustomValidity('');
      return;
    }
    if (by) {
      rememberName(by);
    }
    say(this.said, word('module.asking'));
    try {
      await send('POST', `${this.path}/commands`, { ...body, by });
      say(this.said, word('module.askedFor'));
      this.settings.dataset.touched = '';
    } catch (problem) {
      say(this.said, problem.message);
    }
    this.look();
  }

  #draw(view) {
    const { twin, taken, now } = view;
    this.alone.hidden = taken;
    this.list.draw(view.commands, now);
    this.twin = twin;
    say(this.note, twin ? word('module.asOf', { module: twin.module, ago: ago(now - twin.at) }) : word('module.notTold'));
    if (!this.settings) {
      return;
    }
    this.fault.hidden = !twin?.simulated;
    for (const name of SETTINGS) {
      this.#drawSetting(name);
    }
    this.#drawModels(view.models);
  }

  #drawSetting(name) {
    const field = this.settings.elements[name];
    const shown = this.#shown(name);
    if (field !== document.activeElement && (field.value === '' || field.value === field.dataset.shown)) {
      field.value = shown;
    }
    field.dataset.shown = shown;
    const asked = this.twin?.asked[name];
    const inUse = this.twin?.inUse[name];
    const place = this.settings.querySelector(`[data-setting="${name}"]`);
    place.dataset.differs = asked !== undefined && asked !== inUse;
    say(place, settingWords(asked, inUse));
  }

  #drawModels(models) {
    this.models.hidden = models.length === 0;
    const select = this.models.elements.sha256;
    const shown = JSON.stringify(models);
    if (this.offered !== shown) {
      this.offered = shown;
      const chosen = select.value || this.twin?.askedModels;
      select.replaceChildren(...models.map(({ sha256, models: names }) => new Option(names || sha256.slice(0, SHOWN_HASH), sha256)));
      select.value = models.some(({ sha256 }) => sha256 === chosen) ? chosen : models[0]?.sha256;
    }
    const { askedModels = '', modelsInUse = '', modelsRefused = '' } = this.twin ?? {};
    const place = this.models.querySelector('[data-setting="models"]');
    const name = (sha) => models.find(({ sha256 }) => sha256 === sha)?.models || sha.slice(0, SHOWN_HASH) || word('module.none');
    place.dataset.differs = askedModels !== modelsInUse || modelsRefused !== '';
    say(place, modelsRefused || (askedModels === modelsInUse ? word('module.inUse', { value: name(modelsInUse) }) : word('module.askedAndInUse', { asked: name(askedModels), inUse: name(modelsInUse) })));
  }
}

function settingWords(asked, inUse) {
  if (inUse === undefined) {
    return word('module.notReported');
  }
  if (asked === undefined) {
    return word('module.asConfigured', { value: whole(inUse) });
  }
  return asked === inUse ? word('module.inUse', { value: whole(inUse) }) : word('module.askedAndInUse', { asked: whole(asked), inUse: whole(inUse) });
}
