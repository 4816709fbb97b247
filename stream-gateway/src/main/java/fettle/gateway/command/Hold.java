package fettle.gateway.command;

import fettle.gateway.store.CommandStore;
import fettle.gateway.store.CommandStore.Held;
import fettle.gateway.store.StoreAway;
import fettle.telemetry.command.Command;
import fettle.telemetry.command.Sentence;

/** A command while it is held, step by step. */
final class Hold {
  private final CommandStore store;
  private final Held held;

  Hold(CommandStore store, Held held) {
    this.store = store;
    this.held = held;
  }

  Command command() {
    return held.command();
  }

  /** The twin's etag before an earlier gateway tried to change it; empty when none did. */
  String earlierEtag() {
    return held.etag();
  }

  /** Says what comes next, and goes on holding the command. */
  void say(Sentence words) throws StoreAway, Lost {
    if (!store.say(held, words)) {
      throw new Lost();
    }
  }

  /** The same, and remembers the twin's etag before it is changed. */
  void say(Sentence words, String etag) throws StoreAway, Lost {
    if (!store.say(held, words, etag)) {
      throw new Lost();
    }
  }
}
