/** Rules about how far the answer can be trusted. */
package dev.morlens.diagnosis.rule.source;
