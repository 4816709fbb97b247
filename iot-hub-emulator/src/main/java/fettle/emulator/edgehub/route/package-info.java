/**
 * The language of edgeHub's routes: {@code FROM <source> [WHERE <condition>] INTO <sink>}.
 *
 * <p><b>Sources</b> (letters' case does not matter): {@code /*}, {@code /messages/*}, {@code
 * /messages/modules/*}, {@code /messages/modules/m/*}, {@code /messages/modules/m/outputs/*},
 * {@code /messages/modules/m/outputs/o}.
 *
 * <p><b>Sinks</b>: {@code $upstream} and {@code BrokeredEndpoint("/modules/m/inputs/i")}.
 *
 * <p><b>Conditions</b>: {@code AND}, {@code OR}, {@code NOT}, parentheses, {@code = != <> < <= >
 * >=}, {@code is_defined(x)}, and the literals {@code 'text'}, {@code "text"}, numbers, {@code
 * true}, {@code false}, {@code null}. A bare name is an application property, {@code $contentType}
 * and the like a system property, {@code $body.a.b} or {@code $body.a[0]} a value in a JSON body.
 * What is absent is undefined; a comparison with it, or of values of different types, is undefined
 * too, and a route takes only messages for which its condition is true. Application properties are
 * text; one that is compared with a number is read as a number.
 *
 * <p>Anything else ({@code $twin}, other functions, arithmetic, {@code IN}, {@code
 * /twinChangeNotifications}) is refused with a {@link fettle.emulator.edgehub.route.RouteException}
 * that says what and where.
 */
package fettle.emulator.edgehub.route;
