package fettle.gateway.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script and the name under which the store remembers it.
 *
 * @param source the script
 * @param sha SHA-1 of the source in hex, as EVALSHA wants it
 */
record Script(String source, String sha) {

  /** Takes a partition over. */
  static final Script CLAIM = load("claim.lua");

  /** Writes a step. */
  static final Script STEP = load("step.lua");

  /** Names the stream of a new store. */
  static final Script NAME = load("name.lua");

  /** Says that an owner lives. */
  static final Script BEAT = load("beat.lua");

  /** Takes a command. */
  static final Script COMMAND_TAKE = load("command-take.lua");

  /** Says how far a command is. */
  static final Script COMMAND_SAY = load("command-say.lua");

  /** Ends a command. */
  static final Script COMMAND_END = load("command-end.lua");

  /** Writes what machines are called. */
  static final Script DESCRIBE = load("describe.lua");

  /** Takes the place of the one who keeps the copy of the hub's twins. */
  static final Script KEEP = load("keep.lua");

  /** Writes what is told of the hub's warnings. */
  static final Script HUB_TELL = load("hub-tell.lua");

  private static Script load(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was packaged without " + name);
      }
      byte[] source = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(source);
      return new Script(
          new String(source, StandardCharsets.UTF_8), HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
