/**
 * Who may do what. Sign-in itself is Quarkus' OIDC; here is the table of rules, the one place in
 * which every request is held against it, and what a refusal looks like.
 */
package fettle.dashboard.access;
