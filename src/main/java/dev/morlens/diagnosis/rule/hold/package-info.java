/** Rules about MOR on hold. */
package dev.morlens.diagnosis.rule.hold;
