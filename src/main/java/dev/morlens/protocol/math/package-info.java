/** The contracts' arithmetic: UTC days, rewards. Whole seconds and wei; divisions floor. */
package dev.morlens.protocol.math;
