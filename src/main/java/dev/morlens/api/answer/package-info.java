/** How the API writes an answer: headers, entity tags, lists and blocks. */
package dev.morlens.api.answer;
