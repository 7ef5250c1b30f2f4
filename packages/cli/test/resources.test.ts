import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { folderWith } from "./command.js";
import { EVERY_KIND } from "./every-kind.js";
import { startMesh } from "./mesh.js";
import { ORDERS_ENTRY, ORDERS_ROUTER, ORDERS_RULE, SHOP } from "./shop.js";

/** Tables of a test differ in the age alone. */
const withoutAges = (text: string): string => text.replace(/ \d+[smhd]$/gm, " AGE");

test("apply tells what became of each resource, and get lists them", async () => {
  const { meltemi } = await startMesh();

  expect(await meltemi(["apply", "-f", "-"], SHOP)).toEqual({
    exit: 0,
    out: "serviceentry/orders in shop created\ndestinationrule/orders in shop created\nmetarouter/orders in shop created\n",
    error: "",
  });
  const changed = SHOP.replace("weight: 90", "weight: 80").replace("weight: 10", "weight: 20");
  expect((await meltemi(["apply", "-f", "-"], changed)).out).toBe(
    "serviceentry/orders in shop unchanged\ndestinationrule/orders in shop unchanged\nmetarouter/orders in shop configured\n",
  );

  const routers = await meltemi(["get", "mr", "-A"]);
  expect(withoutAges(routers.out)).toMatchInlineSnapshot(`
    "NAMESPACE   NAME     HOSTS                           ROUTES   ACCEPTED   PROGRAMMED   ISSUES   AGE
    shop        orders   orders.shop.svc.cluster.local   2        True       Unknown      <none>   AGE
    "
  `);
});

test("each kind has columns of its own", async () => {
  const { meltemi } = await startMesh({ "mesh.yaml": EVERY_KIND });
  const { exit, out, error } = await meltemi(["get", "all", "-n", "shop"]);

  expect({ exit, error }).toEqual({ exit: 0, error: "" });
  expect(withoutAges(out)).toMatchInlineSnapshot(`
    "NAME                HOSTS                           ROUTES   ACCEPTED   PROGRAMMED   ISSUES   AGE
    metarouter/orders   orders.shop.svc.cluster.local   2        True       Unknown      <none>   <unknown>

    NAME                        PROTOCOL   CODEC                              ACCEPTED   PROGRAMMED   ISSUES   AGE
    applicationprotocol/notes   notes      aeraki.meta_protocol.codec.notes   True       Unknown      <none>   <unknown>

    NAME                  HOSTS                           ADDRESSES   PORTS      RESOLUTION   ACCEPTED   PROGRAMMED   ISSUES   AGE
    serviceentry/orders   orders.shop.svc.cluster.local   240.0.0.1   8091/TCP   STATIC       True       Unknown      <none>   <unknown>

    NAME                 ADDRESS    PORTS       LABELS     ACCEPTED   PROGRAMMED   ISSUES   AGE
    workloadentry/vm-1   10.0.0.7   http:8080   app=cart   True       Unknown      <none>   <unknown>

    NAME                     HOST                            SUBSETS   ACCEPTED   PROGRAMMED   ISSUES   AGE
    destinationrule/orders   orders.shop.svc.cluster.local   v1,v2     True       Unknown      <none>   <unknown>

    NAME                  GATEWAYS         HOSTS                         ACCEPTED   PROGRAMMED   ISSUES   AGE
    virtualservice/cart   mesh,shop/edge   cart.shop.svc.cluster.local   True       Unknown      <none>   <unknown>

    NAME           SELECTOR     PORTS      ACCEPTED   PROGRAMMED   ISSUES   AGE
    gateway/edge   istio=edge   8091/TCP   True       Unknown      <none>   <unknown>

    NAME           CLUSTER-IP   PORTS               SELECTOR   ACCEPTED   PROGRAMMED   ISSUES   AGE
    service/cart   10.96.0.12   8091/TCP,9100/TCP   app=cart   True       Unknown      <none>   <unknown>

    NAME                    PORTS   ENDPOINTS           ACCEPTED   PROGRAMMED   ISSUES   AGE
    endpointslice/cart-x1   8091    10.1.0.1,10.1.0.2   True       Unknown      <none>   <unknown>
    "
  `);
});

test("what is wrong with a resource is told beside it", async () => {
  const { meltemi } = await startMesh({
    "a.yaml": SHOP.replace("subset: v1", "subset: v9"),
    "b.yaml": ORDERS_ROUTER.replace("name: orders", "name: other"),
    "c.yaml": ORDERS_RULE.replace("host:", "hots:").replace("name: orders", "name: wrong"),
    "d.yaml": "kind: [\n",
  });
  const { out, error } = await meltemi(["get", "mr,dr", "-A"]);

  expect(out).toMatchInlineSnapshot(`
    "NAMESPACE   NAME                HOSTS                           ROUTES   ACCEPTED   PROGRAMMED   ISSUES          AGE
    shop        metarouter/orders   orders.shop.svc.cluster.local   2        True       Unknown      UnknownSubset   <unknown>
    shop        metarouter/other    orders.shop.svc.cluster.local   2        True       Unknown      HostTaken       <unknown>

    NAMESPACE   NAME                     HOST                            SUBSETS   ACCEPTED   PROGRAMMED   ISSUES    AGE
    shop        destinationrule/orders   orders.shop.svc.cluster.local   v1,v2     True       Unknown      <none>    <unknown>
    shop        destinationrule/wrong    <none>                          v1,v2     False      Unknown      Invalid   <unknown>
    "
  `);
  expect(error).toMatch(/^warning: .*d\.yaml:\d+:? .*\n$/);
});

test("what is applied is kept in the folder, beside what is written by hand", async () => {
  const { meltemi, folder } = await startMesh({ "shop.yaml": `# By hand.\n${SHOP}` });
  const changed = ORDERS_ROUTER.replace("value: 25", "value: 50");
  const other = ORDERS_ENTRY.replace("name: orders", "name: cart").replace("[orders.", "[cart.");

  expect((await meltemi(["apply", "-f", "-"], `${changed}---\n${other}`)).out).toBe(
    "metarouter/orders in shop configured\nserviceentry/cart in shop created\n",
  );
  expect(await readFile(join(folder, "shop.yaml"), "utf8")).toMatch(/^# By hand\.\n.*value: 50/s);
  const created = await readFile(join(folder, "serviceentry-shop-cart.yaml"), "utf8");
  expect(created).toContain("hosts: [cart.shop.svc.cluster.local]");
});

test("resources of all files are applied or none, and problems are at lines of their files", async () => {
  const { meltemi } = await startMesh();
  const files = await folderWith({
    "a.yaml": ORDERS_ENTRY,
    "b/b.yml": `# b\n${ORDERS_ROUTER.replace("hosts:", "host:")}`,
  });
  const refused = await meltemi(["apply", "-f", join(files, "a.yaml"), "-f", join(files, "b")]);

  expect(refused).toMatchObject({ exit: 1, out: "" });
  expect(refused.error).toMatch(/^.*\/b\/b\.yml:[56] spec.*hosts/m);
  expect(await meltemi(["get", "all", "-A"])).toEqual({
    exit: 0,
    out: "",
    error: "no resources found\n",
  });

  const recursive = await meltemi(["apply", "-f", files, "-R", "--dry-run"]);
  expect(recursive.exit).toBe(1);
});

test("what has no namespace is told to be in default, and kinds of the whole mesh in none", async () => {
  const { meltemi } = await startMesh();
  const without = ORDERS_ENTRY.replace(", namespace: shop", "");
  const protocol = EVERY_KIND.split("---\n").find((text) => text.includes("ApplicationProtocol"));

  expect((await meltemi(["apply", "-f", "-"], `${without}---\n${protocol}`)).out).toBe(
    "serviceentry/orders in default created\napplicationprotocol/notes created\n",
  );
  expect((await meltemi(["apply", "-f", "-", "-o", "name"], without)).out).toBe(
    "serviceentry/orders\n",
  );
});

test("files without a resource are named", async () => {
  const { meltemi } = await startMesh();
  const empty = join(await folderWith({ "empty.yaml": "# nothing\n" }), "empty.yaml");

  expect(await meltemi(["apply", "-f", empty])).toMatchObject({
    exit: 1,
    out: "",
    error: expect.stringMatching(
      /^.*empty\.yaml:? there is no resource in it; give a YAML document$/m,
    ),
  });
});

test("a dry run changes nothing", async () => {
  const { meltemi } = await startMesh();

  expect(await meltemi(["apply", "-f", "-", "--dry-run"], ORDERS_ENTRY)).toMatchObject({
    exit: 0,
    out: "serviceentry/orders in shop created (dry run)\n",
  });
  expect((await meltemi(["get", "se", "-n", "shop"])).error).toBe(
    "no resources found in the namespace shop\n",
  );
});

test("a resource is given to programs as it was written, with its status, and may be applied again", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const asYaml = await meltemi(["get", "metarouter", "orders", "-n", "shop", "-o", "yaml"]);
  const resource = parse(asYaml.out);

  expect(resource).toMatchObject({
    ...parse(ORDERS_ROUTER),
    status: { conditions: expect.arrayContaining([expect.objectContaining({ type: "Accepted" })]) },
  });
  expect((await meltemi(["apply", "-f", "-"], asYaml.out)).exit).toBe(0);

  const list = JSON.parse((await meltemi(["get", "mr,se", "-A", "-o", "json"])).out);
  expect(list).toMatchObject({
    kind: "List",
    items: [{ kind: "MetaRouter" }, { kind: "ServiceEntry", spec: { resolution: "STATIC" } }],
  });
  expect((await meltemi(["get", "all", "-n", "shop", "-o", "name"])).out).toBe(
    "metarouter/orders\nserviceentry/orders\ndestinationrule/orders\n",
  );
});

test("describe tells what a resource says and what became of it", async () => {
  const { meltemi, folder } = await startMesh({
    "shop.yaml": SHOP.replace("subset: v1", "subset: v9"),
  });
  const { exit, out } = await meltemi(["describe", "metarouter/orders", "-n", "shop"]);

  expect(exit).toBe(0);
  expect(out.replace(folder, "FOLDER")).toMatchInlineSnapshot(`
    "Name:        orders
    Namespace:   shop
    Kind:        MetaRouter
    API version: metaprotocol.aeraki.io/v1alpha1
    Labels:      <none>
    Annotations: <none>
    Created:     <unknown>
    Origin:      FOLDER/shop.yaml:22
    Spec:
      hosts:
        - orders.shop.svc.cluster.local
      routes:
        - name: second
          match:
            attributes:
              cmd:
                exact: "153"
              sub_cmd:
                regex: "2"
          route:
            - destination:
                host: orders.shop.svc.cluster.local
                subset: v2
          requestMutation:
            - key: x-env
              value: staging
        - name: rest
          route:
            - destination:
                host: orders.shop.svc.cluster.local
                subset: v9
              weight: 90
            - destination:
                host: orders.shop.svc.cluster.local
                subset: v2
              weight: 10
          mirror:
            host: orders.shop.svc.cluster.local
            subset: v2
          mirrorPercentage:
            value: 25
    Conditions:
      TYPE           STATUS    REASON          MESSAGE
      Accepted       True      Accepted        it is in force
      ResolvedRefs   False     UnknownSubset   spec.routes[1].route[0].destination: orders.shop.svc.cluster.local has no subset "v9"; did you mean "v1"? There are: v1, v2 (in DestinationRule/shop/orders)
      Programmed     Unknown   NoProxies       no proxy that is connected has a use for it
    "
  `);
});

test("what is not there is exit code 1, and the message says how to look for it", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });
  const missing = {
    exit: 1,
    out: "",
    error:
      "there is no metarouter/orders in the namespace default; list what there is: meltemi get metarouter -A\n",
  };
  expect(await meltemi(["get", "mr", "orders"])).toEqual(missing);
  expect(await meltemi(["describe", "mr", "orders"])).toEqual(missing);
  expect(await meltemi(["delete", "mr", "orders"])).toEqual(missing);
  expect((await meltemi(["get", "applicationprotocol", "none"])).error).toBe(
    "there is no applicationprotocol/none; list what there is: meltemi get applicationprotocol\n",
  );
  expect(await meltemi(["delete", "mr", "orders", "--ignore-not-found"])).toEqual({
    exit: 0,
    out: "",
    error: "",
  });
});

test("resources are deleted by name or by the file that has them", async () => {
  const { meltemi } = await startMesh({ "shop.yaml": SHOP });

  expect(await meltemi(["delete", "metarouters", "orders", "-n", "shop"])).toEqual({
    exit: 0,
    out: "metarouter/orders in shop deleted\n",
    error: "",
  });
  const rest = await meltemi(
    ["delete", "-f", "-"],
    `${ORDERS_RULE}---\n${ORDERS_ROUTER}---\n${ORDERS_ENTRY}`,
  );
  expect(rest).toMatchObject({
    exit: 1,
    out: "destinationrule/orders in shop deleted\nserviceentry/orders in shop deleted\n",
    error: expect.stringMatching(/^there is no metarouter\/orders in the namespace shop/),
  });
});
