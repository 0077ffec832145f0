package io.larder.integration.stacks;

import java.util.List;

/** A small application of a shop. What it finds is told as text: id, name, stock. Each framework has one of its own. */
interface Shop extends AutoCloseable {
    void createTables();

    void add(int id, String name, int stock);

    String find(int id);

    List<String> all();

    /** Returns how many pieces of all products there are. */
    int pieces();

    /** Takes pieces from the stock, in one transaction that reads first. */
    void sell(int id, int count);

    /** Does the same and then fails, so that the framework rolls it back. */
    void sellAndFail(int id, int count);

    /** Tells what is particular to the framework. */
    List<String> particulars() throws Exception;

    @Override
    void close();

    /** What went wrong in the shop and not in the database. */
    final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failed() {
            super("the customer has no money");
        }
    }
}
