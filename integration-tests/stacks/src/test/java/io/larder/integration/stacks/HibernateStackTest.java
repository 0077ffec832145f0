package io.larder.integration.stacks;

/** Hibernate by the URL alone, with its own pool: the dialect comes from the metadata. */
class HibernateStackTest extends StackRules {
    @Override
    Shop open(String url) {
        return new HibernateShop(url);
    }
}
