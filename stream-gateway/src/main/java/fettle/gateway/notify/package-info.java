/** Who is to be told what of an alarm, and in which form. Knows no endpoint and no store. */
package fettle.gateway.notify;
