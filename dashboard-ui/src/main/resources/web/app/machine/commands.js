import { machinePath } from '../fleet/path.js';
import { askedFor, cameOf } from '../say/command.js';
import { say } from '../say/text.js';
import { ago } from '../say/time.js';
import { word } from '../say/words.js';

/** Who asked what, newest first. */
export class CommandList {
  /**
   * @param {HTMLElement} place
   * @param {HTMLElement} none shown where nothing was asked
   */
  constructor(place, none) {
    this.place = place;
    this.none = none;
    this.template = document.getElementById('command');
    this.lines = new Map();
  }

  draw(commands, now) {
    this.none.hidden = commands.length > 0;
    const kept = new Set(commands.map(({ id }) => id));
    for (const [id, line] of this.lines) {
      if (!kept.has(id)) {
        line.remove();
        this.lines.delete(id);
      }
    }
    for (const command of [...commands].reverse()) {
      let line = this.lines.get(command.id);
      if (!line) {
        line = this.template.content.firstElementChild.cloneNode(true);
        this.lines.set(command.id, line);
        this.place.prepend(line);
      }
      drawLine(line, command, now);
    }
  }
}

function drawLine(line, { device, machine, name, what, asked, by, at, state, words, said, result }, now) {
  const part = (name) => line.querySelector(`.command-${name}`);
  const of = part('machine'); // on a machine's own page there is none
  if (of) {
    of.firstElementChild.href = machinePath(device, machine);
    say(of.firstElementChild, name ?? machine);
    say(of.lastElementChild, name ? `${device}/${machine}` : device);
  }
  line.dataset.state = state;
  say(part('state'), word(`command.${state}`));
  say(part('what'), askedFor(asked, what));
  say(part('by'), word('command.by', { by, ago: ago(now - at) }));
  say(part('words'), cameOf(said, words));
  say(part('result'), result ?? '');
}
