/**
 * The backing services that compose can start in development, as the answer and people name them, and the port on which
 * they listen unless they are told another.
 */
export const companions = [
  { value: "postgres", label: "PostgreSQL", port: 5432 },
  { value: "mysql", label: "MySQL", port: 3306 },
  { value: "redis", label: "Redis", port: 6379 },
  { value: "nats", label: "NATS", port: 4222 },
  { value: "kafka", label: "Apache Kafka", port: 9092 },
  { value: "rabbitmq", label: "RabbitMQ", port: 5672 },
  { value: "mongo", label: "MongoDB", port: 27017 },
] as const;

export type CompanionName = (typeof companions)[number]["value"];

export function companionOf(name: CompanionName): (typeof companions)[number] {
  const found = companions.find(({ value }) => value === name);
  if (!found) throw new Error(`no companion ${name}`);
  return found;
}
