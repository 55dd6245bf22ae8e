/**
 * The objects of a domain for other hosts: {@link io.parley.manager.ManagerServer} serves them,
 * {@link io.parley.manager.Manager} is how to reach them, from anywhere.
 */
package io.parley.manager;
