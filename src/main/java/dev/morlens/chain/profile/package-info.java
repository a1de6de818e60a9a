/** What is known of each endpoint, learnt from its answers alone: kept, aged, shown, and used by everything that asks. */
package dev.morlens.chain.profile;
