/** Rules about delegated staking. */
package dev.morlens.diagnosis.rule.pool;
