/** What rules conclude, in words and as values. */
package dev.morlens.diagnosis.finding;
