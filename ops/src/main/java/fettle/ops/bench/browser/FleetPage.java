package fettle.ops.bench.browser;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The page of all machines, worked by a person who is very regular. */
final class FleetPage {
  /**
   * Notes for each event when the next paint was, and when the rows had changed for it and been
   * painted. A frame's callback runs before its paint, a task after it.
   */
  static final String WATCH =
      """
      (() => {
        const taken = { paints: [], answers: [] };
        let began = 0;
        let sorting = false;
        const painted = (then) => requestAnimationFrame(() => setTimeout(then));
        for (const type of ['input', 'click', 'wheel', 'keydown']) {
          addEventListener(type, ({ timeStamp, target }) => {
            if (type === 'keydown' && target.matches('input')) return;
            began = timeStamp;
            sorting = type === 'click' && target.closest('.sort') !== null;
            painted(() => taken.paints.push(performance.now() - timeStamp));
          }, { capture: true, passive: true });
        }
        addEventListener('DOMContentLoaded', () => {
          const answered = () => {
            if (!began) return;
            const timeStamp = began;
            began = 0;
            painted(() => taken.answers.push(performance.now() - timeStamp));
          };
          new MutationObserver(answered).observe(document.getElementById('matched'), { childList: true, characterData: true, subtree: true });
          // another order is as many machines as before: other rows are its answer
          new MutationObserver(() => sorting && answered()).observe(document.getElementById('rows'), { childList: true });
        });
        window.longTasks = [];
        new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => longTasks.push(duration))).observe({ type: 'longtask' });
        window.takeTimes = () => {
          const result = structuredClone(taken);
          taken.paints.length = taken.answers.length = 0;
          began = 0;
          return result;
        };
      })()
      """;

  private static final int PAUSE_MS = 250;

  private final BrowserPage page;
  private final int times;

  FleetPage(BrowserPage page, int times) {
    this.page = page;
    this.times = times;
  }

  void awaitRows(int machines) throws InterruptedException {
    page.await(
        "document.getElementById('count-machines')?.textContent.replace(/\\D/g, '') == " + machines,
        "the fleet");
    page.evaluate("(longTasks.length = 0, takeTimes(), 0)");
  }

  /** Digits, one after the other, each of which changes what is found. */
  Interaction search() throws InterruptedException {
    page.evaluate("document.getElementById('search').focus()");
    String text = "1234";
    for (int i = 0; i < times; i++) {
      if (i % text.length() == 0) {
        page.evaluate("document.getElementById('search').select()");
      }
      String letter = text.substring(i % text.length(), i % text.length() + 1);
      page.call("Input.insertText", "text", letter);
      pause();
    }
    Interaction taken = taken("a letter in the search");
    press("Escape", "Escape", 27);
    return taken;
  }

  /** The tile of machines that are offline, on and off. */
  Interaction filter() throws InterruptedException {
    click(".tile[data-condition=offline]");
    return taken("a filter by condition");
  }

  /** By a value that changes with every reading, one way round and the other. */
  Interaction sort() throws InterruptedException {
    click(".sort[data-sort=last]");
    Interaction taken = taken("sorted by last reading");
    page.evaluate("document.querySelector('.sort[data-sort=condition]').click()");
    pause();
    return taken;
  }

  private void click(String selector) throws InterruptedException {
    double x = page.evaluate(middle(selector, "left", "width")).asDouble();
    double y = page.evaluate(middle(selector, "top", "height")).asDouble();
    for (int i = 0; i < times; i++) {
      mouse("mousePressed", x, y);
      mouse("mouseReleased", x, y);
      pause();
    }
  }

  private static String middle(String selector, String edge, String size) {
    return "(({%1$s, %2$s}) => %1$s + %2$s / 2)".formatted(edge, size)
        + "(document.querySelector('%s').getBoundingClientRect())".formatted(selector);
  }

  private void mouse(String type, double x, double y) throws InterruptedException {
    page.call(
        "Input.dispatchMouseEvent",
        "type",
        type,
        "x",
        x,
        "y",
        y,
        "button",
        "left",
        "clickCount",
        1);
  }

  /** Screens further down. */
  Interaction scroll() throws InterruptedException {
    for (int i = 0; i < times; i++) {
      page.call(
          "Input.dispatchMouseEvent",
          "type",
          "mouseWheel",
          "x",
          600,
          "y",
          600,
          "deltaX",
          0,
          "deltaY",
          900);
      pause();
    }
    return taken("a screen with the wheel");
  }

  /** From row to row. */
  Interaction keyboard() throws InterruptedException {
    page.evaluate("(scrollTo(0, 0), document.querySelector('.row-link').focus())");
    pause();
    page.evaluate("takeTimes()");
    for (int i = 0; i < times; i++) {
      press("ArrowDown", "ArrowDown", 40);
      pause();
    }
    return taken("a row with the keyboard");
  }

  private void press(String key, String code, int number) throws InterruptedException {
    for (String type : new String[] {"rawKeyDown", "keyUp"}) {
      page.call(
          "Input.dispatchKeyEvent",
          "type",
          type,
          "key",
          key,
          "code",
          code,
          "windowsVirtualKeyCode",
          number);
    }
    pause();
  }

  /** What all of it took of the page. */
  String work() throws InterruptedException {
    return String.format(
        Locale.ROOT,
        "%-22s %d rows in the page, %d tasks of 50 ms and more, the longest %.0f ms",
        "in all",
        page.evaluate("document.querySelectorAll('.row').length").asInt(),
        page.evaluate("longTasks.length").asInt(),
        page.evaluate("Math.max(0, ...longTasks)").asDouble());
  }

  private Interaction taken(String name) throws InterruptedException {
    return Interaction.of(name, page.evaluate("takeTimes()"));
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
  }
}
