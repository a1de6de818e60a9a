/** What the documents say is what the code does. */
package dev.morlens.docs;
