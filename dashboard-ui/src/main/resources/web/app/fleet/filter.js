import { Sort } from './sort.js';
import { word } from '../say/words.js';

/** What is searched, filtered and sorted; the page's address holds it, so a link shows the same. */
export class Filter {
  /**
   * @param {HTMLElement} root
   * @param {() => void} changed
   */
  constructor(root, changed) {
    this.changed = changed;
    this.sort = new Sort(root, () => this.#write());
    this.search = document.getElementById('search');
    this.sites = document.getElementById('site');
    this.tiles = [...document.querySelectorAll('.tile')];
    const { value, defaultValue } = this.search;
    this.#read();
    if (value !== defaultValue) { // somebody typed before this script came
      this.text = value.trim();
      this.search.value = value;
    }
    this.search.addEventListener('input', () => this.#set(this.search.value, this.conditions));
    this.sites.addEventListener('change', () => this.#set(this.text, this.conditions, this.sites.value));
    this.tiles.forEach((tile) => tile.addEventListener('click', () => this.#toggle(tile.dataset.condition)));
    document.getElementById('clear').addEventListener('click', () => this.#set('', [], ''));
    addEventListener('popstate', () => {
      this.#read();
      changed();
    });
    addEventListener('keydown', (event) => this.#key(event));
  }

  isSet() {
    return this.text !== '' || this.conditions.length > 0 || this.site !== '';
  }

  /** Offers the sites that there are. @param {string[]} sites */
  offer(sites) {
    const offered = this.site && !sites.includes(this.site) ? [...sites, this.site] : sites;
    this.sites.parentElement.hidden = offered.length === 0;
    this.sort.offerSites(offered.length > 0);
    if (this.offered === offered.join('\n')) {
      return;
    }
    this.offered = offered.join('\n');
    const options = offered.map((site) => new Option(site, site, false, site === this.site));
    this.sites.replaceChildren(new Option(word('fleet.allSites'), ''), ...options);
    this.sites.value = this.site;
  }

  #read() {
    const parameters = new URLSearchParams(location.search);
    this.text = (parameters.get('q') ?? '').trim().slice(0, this.search.maxLength);
    this.conditions = (parameters.get('state') ?? '').split(',').filter((name) => this.tiles.some((tile) => tile.dataset.condition === name && name));
    this.site = parameters.get('site') ?? '';
    this.sites.value = this.site;
    this.search.value = this.text;
    this.sort.read(parameters.get('sort') ?? '');
    this.#linkWallScreen(parameters);
    this.#press();
  }

  #toggle(condition) {
    if (!condition) {
      this.#set(this.text, []);
    } else if (this.conditions.includes(condition)) {
      this.#set(this.text, this.conditions.filter((other) => other !== condition));
    } else {
      this.#set(this.text, [...this.conditions, condition]);
    }
  }

  #set(text, conditions, site = this.site) {
    this.text = text.trim();
    this.site = site;
    this.sites.value = site;
    this.conditions = conditions;
    if (this.search.value.trim() !== this.text) {
      this.search.value = this.text;
    }
    this.#press();
    this.#write();
  }

  #write() {
    const { text: q, site } = this;
    const said = Object.entries({ q, state: this.conditions.join(','), site, sort: this.sort.wire });
    const parameters = new URLSearchParams(said.filter(([, value]) => value));
    this.#linkWallScreen(parameters);
    history.replaceState(null, '', parameters.size ? `?${parameters.toString().replaceAll('%2C', ',')}` : location.pathname);
    this.changed();
  }

  /** A wall screen of what is looked at; it has the worst first, always. */
  #linkWallScreen(parameters) {
    const filtered = new URLSearchParams(parameters);
    filtered.delete('sort');
    document.getElementById('wall-screen').search = filtered.toString().replaceAll('%2C', ',');
  }

  #press() {
    for (const tile of this.tiles) {
      const condition = tile.dataset.condition;
      tile.setAttribute('aria-pressed', String(condition ? this.conditions.includes(condition) : this.conditions.length === 0));
    }
  }

  /** "/" goes to the search, Escape leaves it empty. */
  #key(event) {
    if (event.key === '/' && document.activeElement !== this.search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.search.focus();
      this.search.select();
    } else if (event.key === 'Escape' && document.activeElement === this.search) {
      this.#set('', this.conditions);
    }
  }
}
