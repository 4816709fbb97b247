/**
 * From a Kafka record to something that can be rolled up or refused: headers as IoT Hub's built-in
 * endpoint encodes them, kinds, bodies. Nothing here throws on input.
 */
package fettle.gateway.intake;
