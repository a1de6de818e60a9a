/** The whole server on a real chain, seen through a browser and through the API. */
package dev.morlens.endtoend;
