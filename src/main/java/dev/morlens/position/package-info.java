/** An address's MOR at one block: evaluated from its accounts, cached, and kept in step with what lands. */
package dev.morlens.position;
