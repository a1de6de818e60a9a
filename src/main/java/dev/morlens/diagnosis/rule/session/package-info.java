/** Rules about running and overdue sessions. */
package dev.morlens.diagnosis.rule.session;
