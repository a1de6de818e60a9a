/** When something falls due, and when a transaction sent now takes effect. */
package dev.morlens.preview.due;
