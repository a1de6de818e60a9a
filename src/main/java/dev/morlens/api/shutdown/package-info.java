/** The end of a process that is told to go: unready first, then answers, then listeners, then everything else. */
package dev.morlens.api.shutdown;
