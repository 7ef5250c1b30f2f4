package io.meltemi.interop;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An argument with something of most types in it. */
public class Item implements Serializable {
    private static final long serialVersionUID = 1;

    public String name;
    public int count;
    public long total;
    public double price;
    public boolean sold;
    public java.util.Date since;
    public List<String> tags;
    public Map<String, Integer> sizes;
    public byte[] picture;
    public Item part;
    /** An item may contain itself, which Hessian sends as a reference. */
    public Item self;

    static Item sample(String name) {
        Item item = new Item();
        item.name = name;
        item.count = -7;
        item.total = 1L << 40;
        item.price = 12.25;
        item.sold = true;
        item.since = new java.util.Date(1_700_000_000_000L);
        item.tags = new java.util.ArrayList<>(List.of("a", "b"));
        item.sizes = new java.util.LinkedHashMap<>(Map.of("small", 1));
        item.picture = new byte[] {1, 2, 3};
        item.part = new Item();
        item.self = item;
        return item;
    }

    boolean sameAs(Item other) {
        return Objects.equals(name, other.name)
                && count == other.count
                && total == other.total
                && price == other.price
                && sold == other.sold
                && Objects.equals(since, other.since)
                && Objects.equals(tags, other.tags)
                && Objects.equals(sizes, other.sizes)
                && java.util.Arrays.equals(picture, other.picture)
                && (part == null) == (other.part == null)
                && (self == this) == (other.self == other);
    }
}
