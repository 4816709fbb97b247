package fettle.gateway.delivery;

import fettle.gateway.notify.Bodies;
import fettle.gateway.notify.Event;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Mails events, through the server under {@code quarkus.mailer}. */
final class MailSender implements Sender {
  private final ReactiveMailer mailer;
  private final List<String> to;
  private final Duration timeout;
  private final Bodies bodies;

  MailSender(ReactiveMailer mailer, List<String> to, Duration timeout, Bodies bodies) {
    this.mailer = mailer;
    this.to = List.copyOf(to);
    this.timeout = timeout;
    this.bodies = bodies;
  }

  @Override
  public CompletionStage<Attempt> send(Event event) {
    Mail mail = new Mail().setTo(to).setSubject(bodies.subject(event)).setText(bodies.text(event));
    mail.addHeader("X-Fettle-Event", event.id());
    return mailer
        .send(mail)
        .ifNoItem()
        .after(timeout)
        .fail()
        .<Attempt>map(sent -> new Attempt.Delivered())
        .onFailure()
        .recoverWithItem(
            e ->
                new Attempt.Failed(
                    "the mail server did not take it (" + e.getClass().getSimpleName() + ")",
                    Optional.empty()))
        .subscribeAsCompletionStage();
  }
}
