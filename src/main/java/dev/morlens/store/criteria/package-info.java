/** Criteria and page positions of list queries. */
package dev.morlens.store.criteria;
