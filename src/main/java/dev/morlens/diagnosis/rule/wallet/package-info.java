/** Rules about the wallet itself: its kind, its gas, and what left it. */
package dev.morlens.diagnosis.rule.wallet;
