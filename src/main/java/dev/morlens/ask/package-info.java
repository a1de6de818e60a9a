/** What every answer needs: its block, its source, who asks, and the budget for asking a node. */
package dev.morlens.ask;
