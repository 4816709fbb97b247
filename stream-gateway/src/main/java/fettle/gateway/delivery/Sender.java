package fettle.gateway.delivery;

import fettle.gateway.notify.Event;
import java.util.concurrent.CompletionStage;

/** A way to tell an endpoint something. Does not wait; a failure is an {@link Attempt} too. */
public interface Sender {
  CompletionStage<Attempt> send(Event event);
}
