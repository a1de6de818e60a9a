/** The API's answers over the Model Context Protocol. */
package dev.morlens.api.agent;
