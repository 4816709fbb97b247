/** What every table that leaves as CSV (RFC 4180) has to see to. */
package fettle.dashboard.csv;
