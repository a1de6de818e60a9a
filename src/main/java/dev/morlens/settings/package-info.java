/** Settings by their older names: what an operator wrote for an earlier version is understood, or said to be of no use. */
package dev.morlens.settings;
