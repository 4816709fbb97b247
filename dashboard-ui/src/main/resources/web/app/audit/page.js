import { Notice } from '../live/notice.js';
import { CommandList } from '../machine/commands.js';
import { whole } from '../say/number.js';
import { say } from '../say/text.js';
import { counted, word } from '../say/words.js';
import { poll } from '../shared/poll.js';
import { showLinks } from './links.js';

const EVERY = 5_000;
const PAGE = 50;
const MOST = 1000;

/**
 * The page of who asked what of which machine, and of links without sign-in.
 * @param {HTMLElement} root
 */
export function openAudit(root) {
  const find = (id) => document.getElementById(id);
  const search = find('search');
  const state = find('state');
  const more = find('more');
  let limit = PAGE;
  [...state.options].filter(({ value }) => value).forEach((option) => {
    option.textContent = word(`command.${option.value}`);
  });
  const notice = new Notice();
  const list = new CommandList(find('commands'), find('no-commands'));
  if (!search.value) { // somebody may have typed before this script came
    read();
  }
  const look = poll(() => `/api/commands?${query({ limit })}`, EVERY, notice, draw);
  search.addEventListener('input', changed);
  state.addEventListener('change', changed);
  addEventListener('popstate', () => {
    read();
    look();
  });
  more.addEventListener('click', () => {
    limit = Math.min(MOST, limit + PAGE);
    look();
  });
  const links = root.querySelector('#links-list');
  if (links) {
    showLinks(root, notice);
  }

  function query(parts) {
    const said = Object.entries({ q: search.value.trim(), state: state.value, ...parts });
    return new URLSearchParams(said.filter(([, value]) => value));
  }

  /** The address holds the filter. */
  function read() {
    const asked = new URLSearchParams(location.search);
    search.value = asked.get('q') ?? '';
    state.value = asked.get('state') ?? '';
    state.value ||= ''; // what is no state is any
  }

  function changed() {
    limit = PAGE;
    const kept = query({});
    history.replaceState(null, '', kept.size ? `?${kept}` : location.pathname);
    look();
  }

  function draw(commands) {
    list.draw(commands, Date.now());
    const isCut = commands.length === limit;
    more.parentElement.hidden = !isCut || limit === MOST;
    say(find('matched'), isCut ? word('audit.newest', { count: whole(commands.length) }) : counted('audit.commands', commands.length));
  }
}
