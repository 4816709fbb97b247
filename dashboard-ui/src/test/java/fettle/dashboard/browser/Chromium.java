package fettle.dashboard.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this computer, driven by Playwright; everything that a page complains of is kept.
 */
public final class Chromium implements AutoCloseable {
  private static final double PATIENCE = 60_000;

  /** The same engine without the windows of a browser around it, which nobody sees. */
  private static final String HEADLESS_SHELL = "/usr/bin/chromium-headless-shell";

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium(Path executable) {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  /** Starts it; where there is none, the test is skipped and says so. */
  public static Chromium start() {
    Optional<Path> found = find();
    if (found.isEmpty()) {
      System.out.println("SKIPPED: no Chromium on this computer; install it to run browser tests");
    }
    Assumptions.assumeTrue(found.isPresent(), "no Chromium on this computer");
    return new Chromium(found.orElseThrow());
  }

  private static Optional<Path> find() {
    String named = System.getenv("FETTLE_CHROMIUM");
    return Stream.of(
            named == null ? "" : named,
            HEADLESS_SHELL,
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A fresh window of this size, in an American browser that knows nothing of others. */
  public Page window(URI base, int width, int height, ColorScheme scheme) {
    return window(base, width, height, scheme, "en-US");
  }

  /** The same, of a person who speaks this language. */
  public Page window(URI base, int width, int height, ColorScheme scheme, String locale) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(base.toString())
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(locale));
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(PATIENCE);
    context.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.text().contains("Content Security")) {
            complaints.add(message.text());
          }
        });
    context.onWebError(error -> complaints.add(error.error()));
    return context.newPage();
  }

  /** Errors, and violations of the content security policy, of all windows that are open. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Closes all windows and forgets what they complained of. */
  public void closeWindows() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    complaints.clear();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
