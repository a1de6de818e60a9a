/** Rules about stakes and debts of providers and models. */
package dev.morlens.diagnosis.rule.stake;
